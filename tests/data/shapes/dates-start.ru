# An end without a start.
# breaks: dates-start
DELETE WHERE { event:huanhuadushujie-000005 ckg:startDate ?d }
