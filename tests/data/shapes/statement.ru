# A statement without an address.
# breaks: statement
INSERT { [] a ckg:Statement ; rdf:subject community:huanhua-shequ-000003 ; rdf:predicate ckg:locatedIn ; rdf:object ?o ; prov:wasDerivedFrom ?t ; ckg:rule "r" ; ckg:confidence 0.5 } WHERE { ?s rdf:predicate ckg:heldAt ; rdf:object ?o ; prov:wasDerivedFrom ?t }
