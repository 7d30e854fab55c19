# Words without their place.
# breaks: statement-words
INSERT { ?s ckg:words page:p1 } WHERE { ?s rdf:predicate ckg:heldAt }
