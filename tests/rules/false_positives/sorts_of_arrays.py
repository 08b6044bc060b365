"""What numpy makes is a list, an array of its own, or still a frame; what Keras has is a module or a class."""

import numpy as np
import pandas as pd
from keras import layers
from keras.layers import LSTM, Dense

numbers = np.random.rand(50, 4)
rows = numbers.tolist()
Dense(4 if isinstance(rows, list) else 0)
Dense(4 if isinstance(numbers, np.ndarray) else 0)
Dense(0 if isinstance(numbers, (list, tuple)) else 4)
Dense(4 if isinstance(np.array(rows), np.ndarray) else 0)
table = pd.DataFrame(numbers)
logarithms = np.log1p(table)
Dense(4 if isinstance(logarithms, pd.DataFrame) else 0)
Dense(4 if isinstance(np.sqrt(table[0]), pd.Series) else 0)
Dense(-1 if callable(layers) else 4)
Dense(4 if type(3) in (int, float) else -1)
Dense(4 if type(Dense(3)) in (LSTM, Dense) else -1)
Dense(-1 if type(Dense(3)) not in (LSTM, Dense) else 4)
