"""Templates for connections to well-known services, and the servers that may run on this computer."""

from dataclasses import dataclass

from desktop.core.settings.connections.connection import Connection


@dataclass(frozen=True, slots=True)
class ConnectionTemplate:
    """A service by its name, with its address and a model of it that sees images; empty if the user has to know one.

    `has_placeholder` means that a part of the address is the user's own. `is_searched` means that the address is looked
    at when servers on this computer are searched for.
    """

    name: str
    endpoint: str
    model: str = ""
    has_placeholder: bool = False
    is_searched: bool = False

    def connection(self) -> Connection:
        """Returns a new connection to the service."""
        return Connection.new(self.endpoint, self.name, self.model)


TEMPLATES = (
    ConnectionTemplate("OpenAI", "https://api.openai.com/v1", "gpt-4o"),
    ConnectionTemplate("Azure", "https://YOUR-RESOURCE.openai.azure.com/openai/v1", "gpt-4o", has_placeholder=True),
    ConnectionTemplate("OpenRouter", "https://openrouter.ai/api/v1", "openai/gpt-4o"),
    ConnectionTemplate("Gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "gemini-2.5-flash"),
    ConnectionTemplate("Anthropic", "https://api.anthropic.com/v1", "claude-sonnet-4-5"),
    ConnectionTemplate("Groq", "https://api.groq.com/openai/v1", "meta-llama/llama-4-scout-17b-16e-instruct"),
    ConnectionTemplate("Mistral", "https://api.mistral.ai/v1", "mistral-small-latest"),
    ConnectionTemplate("Ollama", "http://127.0.0.1:11434/v1", is_searched=True),
    ConnectionTemplate("LM Studio", "http://127.0.0.1:1234/v1", is_searched=True),
    ConnectionTemplate("llama.cpp", "http://127.0.0.1:8080/v1", is_searched=True),
    ConnectionTemplate("vLLM", "http://127.0.0.1:8000/v1"),
    ConnectionTemplate("LiteLLM", "http://127.0.0.1:4000/v1"),
)
"""Addresses as the services document them. Names are names, and are not translated."""
