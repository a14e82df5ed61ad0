//! Rules about key tasks with evidence, their ratios and lights, and pilots of opening-up measures.
