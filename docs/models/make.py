"""Writes the models of this folder as scikit-learn, PyTorch and Keras users save theirs.

None of the three is needed, only NumPy: names, shapes and number formats are theirs.
"""

import json
import struct

import numpy as np

X = np.array([[2, 1], [1, 2], [-2, -1], [-1, -2]])
y = np.array([1, 1, -1, -1])
w = np.float32(np.sqrt(0.5))
hidden = np.array([[w, w], [-w, -w]], dtype=np.float32)  # hidden x input
output = np.array([[1, -1]], dtype=np.float32)  # output x hidden

np.savez("data.npz", X=X, y=y)

# LogisticRegression: np.savez("sklearn.npz", coef_=clf.coef_)
np.savez("sklearn.npz", coef_=np.array([[0.25, 0.25]]))

# Sequential: np.savez("keras.npz", **{w.path: w.numpy() for w in model.weights}), in x out
np.savez("keras.npz", **{"sequential/dense/kernel": hidden.T, "sequential/dense_1/kernel": output.T})

# nn.Sequential: safetensors.torch.save_file(model.state_dict(), "torch.safetensors")
header, data = {}, b""
for name, array in {"0.weight": hidden, "2.weight": output}.items():
    end = len(data) + array.nbytes
    header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [len(data), end]}
    data += array.tobytes()
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open("torch.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
