# A page without an address.
# breaks: page
INSERT DATA { [] a ckg:Page ; ckg:fileName "p" ; ckg:sha256 "0000000000000000000000000000000000000000000000000000000000000000" }
