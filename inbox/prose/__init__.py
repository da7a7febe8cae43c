"""What somebody wrote in a mail, without what their program put around it.

The one law: nobody’s words become the writer’s. What is quoted stays marked as quoted, or goes;
what cannot be told from the writer’s own words is cut.
"""
