# A post that nobody holds.
# breaks: membership-member membership-relation post-membership
DELETE WHERE { ?post org:member ?person }
