import numpy as np
import keras
from keras import layers

enc_tokens, dec_tokens, latent, n, te, td = 20, 25, 16, 40, 8, 9
enc_data = np.zeros((n, te, enc_tokens), dtype="float32")
dec_data = np.zeros((n, td, dec_tokens), dtype="float32")
dec_target = np.zeros((n, td, dec_tokens), dtype="float32")
for i in range(n):
    for t in range(te):
        enc_data[i, t, np.random.randint(enc_tokens)] = 1.0
    for t in range(td):
        c = np.random.randint(dec_tokens)
        dec_data[i, t, c] = 1.0
        if t > 0:
            dec_target[i, t - 1, c] = 1.0
encoder_inputs = keras.Input(shape=(None, enc_tokens))
encoder = layers.LSTM(latent, return_state=True)
_, state_h, state_c = encoder(encoder_inputs)
states = [state_h, state_c]
decoder_inputs = keras.Input(shape=(None, dec_tokens))
decoder_lstm = layers.LSTM(latent, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=states)
decoder_dense = layers.Dense(dec_tokens, activation="softmax")
decoder_outputs = decoder_dense(decoder_outputs)
model = keras.Model([encoder_inputs, decoder_inputs], decoder_outputs)
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit([enc_data, dec_data], dec_target, batch_size=8, epochs=1, validation_split=0.2, verbose=0)
encoder_model = keras.Model(encoder_inputs, states)
h, c = keras.Input((latent,)), keras.Input((latent,))
o, h2, c2 = decoder_lstm(decoder_inputs, initial_state=[h, c])
decoder_model = keras.Model([decoder_inputs, h, c], [decoder_dense(o), h2, c2])
sv = encoder_model.predict(enc_data[:1], verbose=0)
out, h1, c1 = decoder_model.predict([np.zeros((1, 1, dec_tokens)), *sv], verbose=0)
