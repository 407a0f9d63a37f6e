"""What is wrong with the policy in force, as sentences: for `askance policy` and for Help → Policy alike."""

from desktop.composition import config_files
from desktop.composition.house.network_rules import file_fault
from desktop.core.settings.policy.contradictions import contradictions, unusable_files
from desktop.core.settings.policy.policy import Policy
from desktop.messages.problems import message_for
from desktop.messages.settings.policy_contradictions import contradiction_words


def what_is_wrong(policy: Policy) -> tuple[str, ...]:
    """Returns the mistakes, then what contradicts itself or is no use on this computer. Reads the files it names."""
    of_table = config_files.load_model_table()[1] if "model_table" in dict(policy.values) else ()
    mistakes = (message_for(problem).text for problem in (*policy.problems, *of_table))
    return (*mistakes, *map(contradiction_words, (*contradictions(policy), *unusable_files(policy, file_fault))))
