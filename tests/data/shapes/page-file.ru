# A page without a file.
# breaks: page-file
DELETE WHERE { page:p1 ckg:fileName ?n }
