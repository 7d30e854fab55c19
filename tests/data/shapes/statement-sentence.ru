# A statement from no sentence.
# breaks: statement-sentence
DELETE { ?s prov:wasDerivedFrom ?x } WHERE { ?s rdf:predicate ckg:heldAt ; prov:wasDerivedFrom ?x }
