"""The words of pages that are exported, printed or copied: they stand beside what people and models wrote."""
