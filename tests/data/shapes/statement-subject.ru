# A statement of nothing.
# breaks: evidence heldAt-evidence statement-subject
DELETE { ?s rdf:subject ?x } WHERE { ?s rdf:predicate ckg:heldAt ; rdf:subject ?x }
