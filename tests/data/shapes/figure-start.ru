# Two first days.
# breaks: figure-start
INSERT { ?f ckg:startDate "2021"^^xsd:gYear } WHERE { ?f a ckg:Observation }
