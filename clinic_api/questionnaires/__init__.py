"""The questionnaire that a factory answers by QR: versioned as data; answers become work items and demand figures."""
