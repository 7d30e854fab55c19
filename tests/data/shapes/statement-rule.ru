# A statement that no rule read.
# breaks: statement-rule
DELETE { ?s ckg:rule ?x } WHERE { ?s rdf:predicate ckg:heldAt ; ckg:rule ?x }
