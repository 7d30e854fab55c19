# More than certain.
# breaks: statement-confidence
DELETE { ?s ckg:confidence ?x } INSERT { ?s ckg:confidence 1.5 } WHERE { ?s rdf:predicate ckg:heldAt ; ckg:confidence ?x }
