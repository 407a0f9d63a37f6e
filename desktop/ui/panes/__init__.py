"""The panes of the main window and the bars above them. What a pane contains comes from the other folders of ui."""
