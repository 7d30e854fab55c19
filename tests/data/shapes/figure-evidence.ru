# A figure without a statement.
# breaks: figure-evidence
DELETE { ?s ?p ?o } WHERE { ?s rdf:predicate ckg:observationOf ; ?p ?o }
