"""The web application: the record for people who look at it, and the same as JSON at the same addresses.

Shows what ``telling`` works out and keeps what people judge; knows nothing of its own about reports. Every page is made
on the server and works without a script; nothing is fetched from anywhere else.
"""
