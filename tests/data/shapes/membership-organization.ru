# A post at two bodies.
# breaks: membership-organization
INSERT { ?post org:organization governmentBody:qingyangquwenhuaju-000007 } WHERE { ?post a org:Membership }
