# An empty title.
# breaks: membership-title
DELETE { ?post ckg:title ?t } INSERT { ?post ckg:title "" } WHERE { ?post ckg:title ?t }
