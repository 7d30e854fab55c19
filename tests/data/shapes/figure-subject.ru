# A figure of nothing.
# breaks: figure-subject
DELETE WHERE { ?f ckg:observationOf ?x }
