# A statement of a foreign predicate.
# breaks: evidence heldAt-evidence statement-predicate
DELETE { ?s rdf:predicate ckg:heldAt } INSERT { ?s rdf:predicate schema:location } WHERE { ?s rdf:predicate ckg:heldAt }
