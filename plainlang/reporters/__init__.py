"""Reporters draw a Report for whoever asked: one module for each output."""
