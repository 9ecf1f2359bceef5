"""What people have typed but not sent: kept by account, so that neither a reload nor a lost session loses it."""
