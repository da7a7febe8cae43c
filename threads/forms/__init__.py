"""The shape of what people post; their rights and the text itself are the actions’ business."""
