# Two units.
# breaks: figure-unit
INSERT { ?f ckg:unit "户" } WHERE { ?f a ckg:Observation }
