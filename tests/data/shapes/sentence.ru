# A sentence without an address.
# breaks: sentence
INSERT DATA { [] a ckg:Sentence ; nif:anchorOf "句。" ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:referenceContext page:p1 }
