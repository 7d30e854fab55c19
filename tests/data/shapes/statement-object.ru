# A statement about nothing.
# breaks: evidence statement-object
DELETE { ?s rdf:object ?x } WHERE { ?s rdf:predicate ckg:heldAt ; rdf:object ?x }
