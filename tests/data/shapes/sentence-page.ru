# A sentence in no page.
# breaks: sentence-page
DELETE { ?s nif:referenceContext ?x } WHERE { ?s nif:beginIndex 0 ; nif:referenceContext ?x }
