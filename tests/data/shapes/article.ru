# An article without an address.
# breaks: article
INSERT DATA { [] a ckg:Article ; schema:isPartOf page:p1 }
