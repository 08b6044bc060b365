import random
from collections import deque
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Input
from keras.optimizers import Adam

class DQNAgent:
    def __init__(self, state_size, action_size):
        self.state_size, self.action_size = state_size, action_size
        self.memory = deque(maxlen=200)
        self.gamma, self.epsilon = 0.95, 1.0
        self.learning_rate = 0.001
        self.model = self._build_model()

    def _build_model(self):
        model = Sequential()
        model.add(Input((self.state_size,)))
        model.add(Dense(24, activation="relu"))
        model.add(Dense(24, activation="relu"))
        model.add(Dense(self.action_size, activation="linear"))
        model.compile(loss="mse", optimizer=Adam(learning_rate=self.learning_rate))
        return model

    def act(self, state):
        if np.random.rand() <= self.epsilon:
            return random.randrange(self.action_size)
        return np.argmax(self.model.predict(state, verbose=0)[0])

    def replay(self, n):
        for state, action, reward, nxt, done in random.sample(self.memory, n):
            target = reward
            if not done:
                target = reward + self.gamma * np.amax(self.model.predict(nxt, verbose=0)[0])
            target_f = self.model.predict(state, verbose=0)
            target_f[0][action] = target
            self.model.fit(state, target_f, epochs=1, verbose=0)

agent = DQNAgent(4, 2)
state = np.reshape(np.random.rand(4), [1, 4])
for t in range(8):
    a = agent.act(state)
    nxt = np.reshape(np.random.rand(4), [1, agent.state_size])
    agent.memory.append((state, a, 1.0, nxt, t == 7))
    state = nxt
agent.replay(4)
