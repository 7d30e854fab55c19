# A sentence without its text.
# breaks: sentence-text
DELETE { ?s nif:anchorOf ?t } WHERE { ?s nif:beginIndex 0 ; nif:anchorOf ?t }
