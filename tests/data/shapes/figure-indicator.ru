# A figure that counts nothing.
# breaks: figure-indicator
DELETE WHERE { ?f ckg:indicator ?x }
