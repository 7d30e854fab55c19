# A date that is none.
# breaks: article-date
DELETE { article:p1-1 schema:datePublished ?d } INSERT { article:p1-1 schema:datePublished "四月" } WHERE { article:p1-1 schema:datePublished ?d }
