# A date that is none.
# breaks: stated-on
INSERT { ?m ckg:statedOn "四月" } WHERE { ?m a org:Membership }
