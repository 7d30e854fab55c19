# An end before the start; its statement does not fit it.
# breaks: dates-order evidence
DELETE { event:huanhuadushujie-000005 ckg:endDate ?d } INSERT { event:huanhuadushujie-000005 ckg:endDate "2023-04-27"^^xsd:date } WHERE { event:huanhuadushujie-000005 ckg:endDate ?d }
