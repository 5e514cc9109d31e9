SELECT even(4);
