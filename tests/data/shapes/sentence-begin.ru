# A sentence that begins where it ends.
# breaks: sentence-begin
DELETE { ?s nif:beginIndex 0 } INSERT { ?s nif:beginIndex ?e } WHERE { ?s nif:beginIndex 0 ; nif:endIndex ?e }
