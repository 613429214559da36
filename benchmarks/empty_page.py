"""What pages are measured against: a Streamlit page with a heading and one Plotly chart, and nothing else."""

import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 3, 1])), key="one")
