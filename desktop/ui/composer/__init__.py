"""The composer below the conversation: question, saved prompts, estimate, Ask and Stop. Asking is not done here."""
