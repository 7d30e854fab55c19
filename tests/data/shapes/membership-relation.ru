# A post whose holder has no relation to the body.
# breaks: membership-relation official-post
DELETE WHERE { person:zhouming-000004 ckg:holdsPost ?body }
