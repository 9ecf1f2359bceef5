"""The hospital's web pages (Streamlit): what each role sees, in Chinese and English.

`app.py` is the script Streamlit runs, `frame.py` decides who is there and which pages they have, `screens/` holds one
page a file, `components/` what several pages show, `locales/` every word. All data comes from the API through
`hospital.py` and the generated client; nothing is kept between visits.
"""
