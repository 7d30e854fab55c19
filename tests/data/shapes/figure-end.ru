# Two last days.
# breaks: figure-end
INSERT { ?f ckg:endDate "2022"^^xsd:gYear , "2023"^^xsd:gYear } WHERE { ?f a ckg:Observation }
