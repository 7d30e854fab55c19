# A mention without an address.
# breaks: mention
INSERT { [] a ckg:Mention ; itsrdf:taIdentRef community:huanhua-shequ-000003 ; prov:wasDerivedFrom ?t ; ckg:rule "r" } WHERE { ?m itsrdf:taIdentRef community:huanhua-shequ-000003 ; prov:wasDerivedFrom ?t }
