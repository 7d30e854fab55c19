# An empty modifier.
# breaks: figure-modifier
DELETE { ?f ckg:modifier ?x } INSERT { ?f ckg:modifier "" } WHERE { ?f ckg:modifier ?x }
