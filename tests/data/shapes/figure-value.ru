# A value that is no decimal.
# breaks: figure-value
DELETE { ?f ckg:value ?x } INSERT { ?f ckg:value "很多" } WHERE { ?f ckg:value ?x }
