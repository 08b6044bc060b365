"""KL201: the first LSTM returns its last state only, so the second one gets no time axis to walk along."""

from keras.layers import LSTM, Dense, Dropout, Input
from keras.models import Sequential

TIMESTEPS, FEATURES = 30, 8

model = Sequential(
    [
        Input((TIMESTEPS, FEATURES)),
        LSTM(64),  # needs return_sequences=True
        Dropout(0.2),
        LSTM(32),
        Dense(1),
    ]
)
model.compile("adam", "mse")
