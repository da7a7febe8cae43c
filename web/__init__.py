"""What every view needs: addresses, dates, refusals, pages of a list, what is kept."""
