"""What is known of hosts beside what any compatible server does; not how they are spoken to."""
