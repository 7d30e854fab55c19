# A sentence without an end.
# breaks: sentence-end
DELETE { ?s nif:endIndex ?e } WHERE { ?s nif:beginIndex 0 ; nif:endIndex ?e }
