# A date without its datatype.
# breaks: page-date
DELETE { page:p1 schema:datePublished ?d } INSERT { page:p1 schema:datePublished "2023-04-27" } WHERE { page:p1 schema:datePublished ?d }
